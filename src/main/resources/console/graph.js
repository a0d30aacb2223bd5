// Draws the graph that an element names in data-graph: {nodes: [{id, kind, label?, private, deleted, href?, root?}],
// edges: [{sourceId, targetId, type, state?}], truncated}. Import `draw` to keep the drawing and add to it.
//
// With the keyboard: arrows move what is seen, + and - bring it nearer or farther, n and p go from node to node, Enter opens one.
// Opening a node is told by an event `graph:open` with its data; unless somebody prevents it, its href is followed.

const TYPES = ['FOLLOWS', 'REQUESTED', 'FOLLOWED', 'CONNECTED', 'BLOCKS', 'MUTES', 'MEMBER_OF', 'RECOMMENDED', 'DISMISSED']

// How each is drawn beside its colour: line, end, and how wide.
const LINES = {
  FOLLOWS: ['solid', 'triangle', 1.5], REQUESTED: ['dashed', 'triangle', 1.5], FOLLOWED: ['dotted', 'triangle', 1.5],
  CONNECTED: ['solid', 'none', 2.5], BLOCKS: ['solid', 'tee', 2.5], MUTES: ['dotted', 'tee', 2.5], MEMBER_OF: ['dashed', 'diamond', 1.5],
  RECOMMENDED: ['dotted', 'vee', 2], DISMISSED: ['dotted', 'circle', 1.5]}
const STEP = 40
const ZOOM = 1.25

// Few nodes are not drawn larger than this.
const NEAR = 1.4

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const calm = window.matchMedia('(prefers-reduced-motion: reduce)')

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
const kind = edge => edge.type === 'FOLLOWS' && edge.state === 'REQUESTED' ? 'REQUESTED' : edge.type
const variable = type => `--edge-${type.toLowerCase().replace('_', '-')}`

function styles() {
  return [
    {selector: 'node', style: {
      'background-color': colour('--node'), 'border-color': colour('--surface'), 'border-width': 1.5, width: 16, height: 16,
      label: 'data(label)', color: colour('--text'), 'font-size': 10, 'text-valign': 'bottom', 'text-margin-y': 4, 'min-zoomed-font-size': 7,
      'text-wrap': 'ellipsis', 'text-max-width': 120, 'text-background-color': colour('--surface'), 'text-background-opacity': 0.8,
      'text-background-padding': 1}},
    {selector: 'node[kind = "COMMUNITY"]', style: {shape: 'round-rectangle', 'background-color': colour('--node-community')}},
    {selector: 'node[?private]', style: {'background-color': colour('--surface'), 'border-color': colour('--node'), 'border-width': 3}},
    {selector: 'node[?deleted]', style: {'background-color': colour('--line-strong')}},
    {selector: 'node[?root]', style: {width: 26, height: 26}},
    {selector: 'node:selected', style: {'border-color': colour('--focus'), 'border-width': 4}},
    {selector: 'edge', style: {
      width: 1.5, 'curve-style': 'bezier', 'line-color': colour('--muted'), 'target-arrow-color': colour('--muted'),
      'target-arrow-shape': 'triangle', 'arrow-scale': 0.8, opacity: 0.85}},
    ...TYPES.map(type => ({selector: `edge[kind = "${type}"]`, style: {
      'line-color': colour(variable(type)), 'target-arrow-color': colour(variable(type)),
      'line-style': LINES[type][0], 'target-arrow-shape': LINES[type][1], width: LINES[type][2]}})),
    {selector: 'node[?path]', style: {'border-color': colour('--text'), 'border-width': 3}},
    {selector: 'edge[?path]', style: {width: 5, opacity: 1, 'z-index': 2}},
  ]
}

export function elements(graph) {
  return [
    ...graph.nodes.map(node => ({data: {...node, label: node.label ?? node.id}})),
    ...graph.edges.map(edge => ({data: {
      id: `${edge.sourceId}-${edge.type}-${edge.targetId}`, source: edge.sourceId, target: edge.targetId, kind: kind(edge),
      path: edge.path}})),
  ]
}

function open(cy, holder, node) {
  cy.$(':selected').unselect()
  node.select()
  const told = new CustomEvent('graph:open', {detail: node.data(), bubbles: true, cancelable: true})
  if (holder.dispatchEvent(told) && node.data('href')) {
    window.location.href = node.data('href')
  }
}

function next(cy, by) {
  const nodes = cy.nodes()
  if (nodes.length === 0) {
    return
  }
  const chosen = cy.$('node:selected')
  const at = chosen.length === 0 ? -1 : nodes.indexOf(chosen[0])
  const node = nodes[at < 0 ? 0 : (at + by + nodes.length) % nodes.length]
  cy.$(':selected').unselect()
  node.select()
  cy.animate({center: {eles: node}, duration: calm.matches ? 0 : 150})
}

function keys(cy, holder) {
  const zoom = by => cy.zoom({level: cy.zoom() * by, renderedPosition: {x: cy.width() / 2, y: cy.height() / 2}})
  const does = {
    ArrowLeft: () => cy.panBy({x: STEP, y: 0}), ArrowRight: () => cy.panBy({x: -STEP, y: 0}),
    ArrowUp: () => cy.panBy({x: 0, y: STEP}), ArrowDown: () => cy.panBy({x: 0, y: -STEP}),
    '+': () => zoom(ZOOM), '-': () => zoom(1 / ZOOM), n: () => next(cy, 1), p: () => next(cy, -1),
    Enter: () => cy.$('node:selected').forEach(node => open(cy, holder, node)),
  }
  holder.addEventListener('keydown', event => {
    const act = does[event.key]
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault()
      act()
    }
  })
}

// Says what is drawn to those who can't see it, and what the colours mean.
export function tell(cy, holder) {
  const count = (elements, one, many) => `${elements.length} ${elements.length === 1 ? one : many}`
  holder.setAttribute('aria-label', `Graph of ${count(cy.nodes(), 'node', 'nodes')} and ${count(cy.edges(), 'edge', 'edges')}`)
  const legend = document.getElementById(holder.dataset.legend)
  legend?.replaceChildren(...TYPES.filter(type => cy.edges(`[kind = "${type}"]`).length > 0).map(type => {
    const item = document.createElement('li')
    item.className = `edge-${type.toLowerCase().replace('_', '-')}`
    item.textContent = type.toLowerCase().replace('_', ' ')
    return item
  }))
}

export function layout(cy, options = {}) {
  cy.layout({
    name: 'cose', animate: false, padding: 24, nodeRepulsion: () => 90000, idealEdgeLength: () => 80, nodeOverlap: 12,
    edgeElasticity: edge => 60 * edge.parallelEdges().length, ...options}).run()
}

export async function draw(holder) {
  const answer = await fetch(holder.dataset.graph, {headers: {Accept: 'application/json'}})
  if (!answer.ok) {
    holder.textContent = `The graph could not be read (${answer.status}). Trace ${answer.headers.get('X-Trace-Id')}.`
    return null
  }
  const graph = await answer.json()
  const cy = window.cytoscape({
    container: holder, elements: elements(graph), style: styles(), minZoom: 0.1, maxZoom: 4, boxSelectionEnabled: false,
    layout: {name: 'preset'}})
  cy.scratch('_graph', graph)
  layout(cy)
  if (cy.zoom() > NEAR) {
    cy.zoom(NEAR).center()
  }
  cy.on('tap', 'node', event => open(cy, holder, event.target))
  keys(cy, holder)
  tell(cy, holder)
  dark.addEventListener('change', () => cy.style(styles()))
  holder.dataset.drawn = cy.nodes().length
  return cy
}

// Each by itself, unless its page does that.
const all = () => document.querySelectorAll('[data-graph]:not([data-own]):not([data-drawn])').forEach(holder => {
  holder.dataset.drawn = ''
  draw(holder)
})
all()
document.addEventListener('htmx:load', all)
