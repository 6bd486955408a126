// First thing in the body: tells the style sheets that scripts run. External, because pages allow no inline script.
document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('govuk-frontend-supported');
}
