// Asks now and then whether the worker is done, says what it is doing, and shows the page anew when
// it is. Without scripts a link on the page does the same.

const FIRST = 1000;
const LONGEST = 5000;

function wait(region) {
  const status = region.querySelector('[role="status"]');
  const link = region.querySelector('[data-wait-link]');
  let pause = FIRST;

  // What was typed on a page must not be lost: only a page without boxes is shown anew.
  function finish(found) {
    if (!link) {
      status.textContent = region.dataset.waitDone;
      window.location.reload();
    } else if (found.ready) {
      status.textContent = region.dataset.waitDone;
      link.hidden = false;
      const look = document.querySelector('[data-wait-look]');
      if (look) {
        look.hidden = true;
      }
    } else {
      status.textContent = region.dataset.waitFailed;
    }
  }

  async function look() {
    try {
      const answer = await fetch(region.dataset.waitState, { headers: { Accept: 'application/json' } });
      if (answer.ok && !answer.redirected) {
        const found = (await answer.json())[region.dataset.waitFor];
        if (!found.at_work) {
          finish(found);
          return;
        }
        if (found.step && status.textContent !== found.step) {
          status.textContent = found.step;
        }
      }
    } catch {
      // The network is away for a moment; the link stays where it is.
    }
    pause = Math.min(pause * 1.3, LONGEST);
    window.setTimeout(look, pause);
  }

  window.setTimeout(look, FIRST);
}

document.querySelectorAll('[data-wait-for]').forEach(wait);
