// What pages of the console do beside htmx: they rest while nobody sees them, and say what could not be done.

const notice = document.getElementById('notice')

function say(text) {
  notice.textContent = text
  notice.hidden = text === ''
}

function trace(request) {
  const id = request?.getResponseHeader('X-Trace-Id')
  return id ? ` Trace ${id}.` : ''
}

const isPoll = event => event.detail.elt.hasAttribute('data-live') && !event.detail.requestConfig.triggeringEvent?.isTrusted

document.addEventListener('htmx:beforeRequest', event => {
  if (document.hidden && isPoll(event)) {
    event.preventDefault()
  }
})

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    document.querySelectorAll('[data-live]').forEach(part => window.htmx.trigger(part, 'refresh'))
  }
})

document.addEventListener('htmx:responseError', event => {
  const request = event.detail.xhr
  const page = new DOMParser().parseFromString(request.responseText, 'text/html')
  const why = page.querySelector('.lead')?.textContent ?? request.statusText
  say(`${why} (${request.status})${trace(request)}`)
})
document.addEventListener('htmx:sendError', () => say('The service does not answer. What is shown is from before.'))
document.addEventListener('htmx:afterOnLoad', () => say(''))

// What takes long is asked for once.
document.addEventListener('submit', event => {
  const button = event.target.querySelector('button')
  if (event.target.dataset.busy && button) {
    button.textContent = event.target.dataset.busy
    button.disabled = true
  }
})
window.addEventListener('pageshow', event => {
  if (event.persisted) {
    window.location.reload()
  }
})
