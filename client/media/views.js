// The script of the timeline and of the caseload calendar. It shows what the host sends, keeps the state across a
// restart of the window, and tells the host what was chosen. It draws nothing itself.
(() => {
  const host = acquireVsCodeApi();
  const place = (id) => document.getElementById(id);

  /** Shows new content; focus and scroll stay where they were. */
  function show({ heading, controls, html, state }) {
    const focused = document.activeElement?.id;
    const pressed = document.querySelector('.day[aria-pressed="true"]')?.dataset.day;
    place('heading').textContent = heading;
    place('controls').innerHTML = controls;
    const content = place('content');
    content.innerHTML = html;
    content.removeAttribute('aria-busy');
    if (focused) place(focused)?.focus();
    if (pressed) narrow(pressed);
    host.setState(state);
  }

  /** Shows only the limits of one day; of all days when it is chosen again. */
  function narrow(day) {
    const button = document.querySelector(`.day[data-day="${day}"]`);
    const chosen = button !== null && button.getAttribute('aria-pressed') !== 'true';
    for (const other of document.querySelectorAll('.day')) other.setAttribute('aria-pressed', 'false');
    button?.setAttribute('aria-pressed', String(chosen));
    for (const row of document.querySelectorAll('tr[data-day]')) row.hidden = chosen && row.dataset.day !== day;
    place('said').textContent = chosen ? button.title : '';
  }

  /** Left and right arrow go from one day with a limit to the next. */
  function move(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined || !event.target.matches('.day')) return;
    const days = [...document.querySelectorAll('.day')];
    days[days.indexOf(event.target) + step]?.focus();
    event.preventDefault();
  }

  document.addEventListener('click', ({ target }) => {
    const found = target.closest('.press, .day, [data-line]');
    if (!found) return;
    if (found.matches('.press')) host.postMessage({ type: 'press', id: found.id });
    else if (found.matches('.day')) narrow(found.dataset.day);
    else host.postMessage({ type: 'go', uri: found.dataset.uri, line: Number(found.dataset.line) });
  });
  document.addEventListener('change', ({ target }) => {
    if (target.matches('.choose')) host.postMessage({ type: 'choose', id: target.id, value: target.value });
  });
  document.addEventListener('keydown', move);
  window.addEventListener('message', ({ data }) => {
    if (data?.type === 'content') show(data);
    if (data?.type === 'state') host.setState(data.state);
  });
  // At once: whoever reloads the window while the first content is still on its way gets the same page back.
  host.setState(JSON.parse(place('content').dataset.state));
  // Drawings are made for the room there is: words in them keep their size.
  let width = place('content').clientWidth;
  let waiting;
  new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const now = place('content').clientWidth;
      if (Math.abs(now - width) < 24) return;
      width = now;
      host.postMessage({ type: 'width', width });
    }, 150);
  }).observe(place('content'));
  host.postMessage({ type: 'ready', state: host.getState(), width });
})();
