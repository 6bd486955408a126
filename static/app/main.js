// Starts the design system's behaviour, and lets only those tables take focus that really scroll.
import { initAll } from '../vendor/govuk-frontend-6.6.0/govuk-frontend.min.js';

initAll();

function markScrolling(region) {
  if (region.scrollWidth > region.clientWidth + 1) {
    region.setAttribute('tabindex', '0');
    region.classList.add('pm-table-scroll--scrolls');
  } else {
    region.removeAttribute('tabindex');
    region.classList.remove('pm-table-scroll--scrolls');
  }
}

if ('ResizeObserver' in window) {
  const observer = new ResizeObserver((entries) => entries.forEach((entry) => markScrolling(entry.target)));
  document.querySelectorAll('.pm-table-scroll').forEach((region) => observer.observe(region));
}

// Whoever skips to the content leaves "#main-content" in the address. A form sent from there would
// come back with it, and the browser would put the focus there instead of on the error summary.
window.addEventListener('hashchange', () => {
  if (window.location.hash === '#main-content') {
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
  }
});
