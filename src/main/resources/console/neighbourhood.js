// Draws what is around a profile, and more of it as nodes are expanded: in the graph, or in the list beside it, which says and does the same.

import {draw, elements, layout, tell} from '/console/assets/graph.js'

const holder = document.getElementById('graph')
const nodes = document.getElementById('nodes')
const kinds = document.getElementById('kinds')
const leftOut = document.getElementById('left-out')
const told = document.getElementById('told')
const most = Number(holder?.dataset.most)

const many = (count, one, several) => `${count} ${count === 1 ? one : several}`
const unwanted = () => new Set([...kinds.querySelectorAll('input:not(:checked)')].map(box => box.value))

function tag(name, className, text) {
  const element = document.createElement(name)
  element.className = className
  element.textContent = text
  return element
}

function line(cy, node) {
  const item = tag('li', '', '')
  item.dataset.id = node.id()
  const name = node.data('href') ? tag('a', 'name', node.data('label')) : tag('span', 'name', node.data('label'))
  if (node.data('href')) {
    name.href = node.data('href')
  }
  const what = node.data('kind') === 'COMMUNITY' ? 'community' : node.data('handle') ? `@${node.data('handle')}` : node.id()
  const button = tag('button', 'small', 'Expand')
  button.type = 'button'
  button.setAttribute('aria-label', `Expand ${node.data('label')}`)
  button.addEventListener('click', () => expand(cy, node))
  item.append(name, tag('span', 'muted', node.data('private') ? `${what}, private` : what), tag('span', 'muted count', ''), button)
  return item
}

// Brings list, counts and legend in line with what is drawn.
function show(cy) {
  const hidden = unwanted()
  cy.batch(() => {
    cy.edges().forEach(edge => edge.style('display', hidden.has(edge.data('kind')) ? 'none' : 'element'))
    cy.nodes().forEach(node => {
      const seen = node.data('root') || node.connectedEdges().some(edge => !hidden.has(edge.data('kind')))
      node.style('display', seen ? 'element' : 'none')
    })
  })
  cy.nodes().forEach(node => {
    const item = nodes.querySelector(`[data-id="${node.id()}"]`) ?? nodes.appendChild(line(cy, node))
    const edges = node.connectedEdges().filter(edge => !hidden.has(edge.data('kind'))).length
    item.hidden = !node.data('root') && edges === 0
    item.querySelector('.count').textContent = many(edges, 'edge', 'edges')
    const button = item.querySelector('button')
    button.disabled = Boolean(node.data('expanded') || node.data('deleted'))
    button.textContent = node.data('expanded') ? 'Expanded' : node.data('deleted') ? 'Deleted' : 'Expand'
  })
  document.getElementById('nodes-count').textContent = `${cy.nodes().length} of at most ${most}`
  holder.dataset.drawn = cy.nodes().length
  tell(cy, holder)
}

function tellLeftOut(node, parts) {
  if (parts.length > 0) {
    leftOut.querySelector(':scope > .muted')?.remove()
    const item = tag('li', '', `: ${parts.join(', ')}`)
    item.prepend(tag('b', '', node.data('label')))
    leftOut.append(item)
  }
}

// Adds what is new of a part, as far as there is room; answers how much came and how much did not fit.
function add(cy, part, around) {
  const fresh = part.nodes.filter(node => cy.getElementById(node.id).empty())
  const fit = fresh.slice(0, Math.max(0, most - cy.nodes().length))
  const here = new Set([...cy.nodes().map(node => node.id()), ...fit.map(node => node.id)])
  const edges = part.edges.filter(edge => here.has(edge.sourceId) && here.has(edge.targetId))
  const {x, y} = around.position()
  const added = elements({nodes: fit.map(node => ({...node, root: false})), edges})
    .filter(element => cy.getElementById(element.data.id).empty())
    .map((element, at) => element.data.source ? element : {
      ...element, position: {x: x + 60 * Math.cos(at * 2.4), y: y + 60 * Math.sin(at * 2.4)}})
  cy.add(added)
  return {nodes: fit.length, edges: added.length - fit.length, unfit: fresh.length - fit.length}
}

async function expand(cy, node) {
  if (node.data('expanded') || node.data('deleted')) {
    return
  }
  node.data('expanded', true)
  told.textContent = `Expanding ${node.data('label')}…`
  const whose = node.data('kind') === 'COMMUNITY' ? 'communityId' : 'profileId'
  const answer = await fetch(`/console/neighbourhood/around?${whose}=${node.id()}`, {headers: {Accept: 'application/json'}})
  if (!answer.ok) {
    node.data('expanded', false)
    told.textContent = `${node.data('label')} could not be expanded (${answer.status}). Trace ${answer.headers.get('X-Trace-Id')}.`
    return
  }
  const part = await answer.json()
  const came = add(cy, part, node)
  if (came.nodes > 0) {
    layout(cy, {randomize: false})
  }
  const unfit = came.unfit > 0 ? ` ${came.unfit} did not fit: no more than ${most} are drawn.` : ''
  told.textContent = `${node.data('label')} is expanded: ${many(came.nodes, 'node', 'nodes')} and ${many(came.edges, 'edge', 'edges')} more.${unfit}`
  tellLeftOut(node, came.unfit > 0 ? [...part.leftOut, `${came.unfit} that did not fit`] : part.leftOut)
  show(cy)
}

function begin(cy) {
  const root = cy.nodes('[?root]')[0]
  root?.data('expanded', true)
  kinds.addEventListener('change', () => show(cy))
  holder.addEventListener('graph:open', event => {
    event.preventDefault()
    expand(cy, cy.getElementById(event.detail.id))
  })
  if (root) {
    tellLeftOut(root, cy.scratch('_graph').leftOut)
  }
  told.textContent = `${many(cy.nodes().length, 'node', 'nodes')} and ${many(cy.edges().length, 'edge', 'edges')} are drawn.`
  show(cy)
}

if (holder) {
  const cy = await draw(holder)
  if (cy) {
    begin(cy)
  } else {
    told.textContent = ''
  }
}
