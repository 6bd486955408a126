// Draws every [data-chart] of the page from the JSON that stands beside it, and offers it as a picture.
// The page is complete without this file: the table of each chart stands open until its drawing is there.
(function () {
  'use strict';

  const FONT = 'Arial, "Liberation Sans", sans-serif';
  const PAPER_WIDTH = 660;
  const INK = '#0b0c0c';
  const NARROW = 480;
  // Pounds by the tick format "$,.0f": the sign then stands before the £, as everywhere else.
  const CONFIG = {
    displaylogo: false,
    displayModeBar: false,
    scrollZoom: false,
    doubleClick: false,
    showTips: false,
    locale: 'en-GB',
    locales: { 'en-GB': { dictionary: {}, format: { currency: ['£', ''], decimal: '.', thousands: ',', grouping: [3] } } },
  };

  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  function axisNames(layout) {
    const names = Object.keys(layout).filter((name) => /^[xy]axis\d*$/.test(name));
    ['xaxis', 'yaxis'].forEach((name) => { if (!names.includes(name)) names.push(name); });
    return names;
  }

  // What every chart shares, so that figures need only say what is theirs.
  function dressed(given, width) {
    const layout = structuredClone(given || {});
    const narrow = width < NARROW;
    layout.font = Object.assign({ family: FONT, size: narrow ? 12 : 14, color: INK }, layout.font);
    layout.paper_bgcolor = layout.paper_bgcolor || '#ffffff';
    layout.plot_bgcolor = layout.plot_bgcolor || '#ffffff';
    layout.width = width;
    layout.height = narrow ? 320 : layout.height || 400;
    layout.margin = Object.assign({ l: 72, r: 96, t: 24, b: 56 }, layout.margin);
    if (narrow) {
      layout.margin.l = Math.min(layout.margin.l, 60);
      layout.margin.r = Math.min(layout.margin.r, 72);
      layout.margin.b = Math.max(layout.margin.b, 64);
    }
    if (layout.showlegend === undefined) layout.showlegend = false;
    layout.hoverlabel = Object.assign({ bgcolor: '#ffffff', bordercolor: INK, font: { family: FONT, size: 14, color: INK } }, layout.hoverlabel);
    layout.dragmode = false;
    layout.transition = still ? { duration: 0 } : layout.transition;
    axisNames(layout).forEach((name) => {
      const across = name.startsWith('x');
      const axis = Object.assign({
        fixedrange: true,
        automargin: true,
        showgrid: !across,
        gridcolor: '#dfe3e6',
        linecolor: '#505a5f',
        showline: across,
        ticks: across ? 'outside' : '',
        zeroline: !across,
        zerolinecolor: INK,
        zerolinewidth: 1.5,
        tickangle: 0,
      }, layout[name]);
      if (across && axis.type !== 'date') thinOut(axis, Math.max(3, Math.floor(width / 72)));
      if (narrow && !across) axis.nticks = Math.min(axis.nticks || 6, 6);
      layout[name] = axis;
    });
    return layout;
  }

  // Labels stand upright and apart: where there is no room for all, every second or third is written.
  function thinOut(axis, most) {
    axis.nticks = Math.min(axis.nticks || most, most);
    if (!Array.isArray(axis.tickvals) || axis.tickvals.length <= most) return;
    const step = Math.ceil(axis.tickvals.length / most);
    const keep = (value, place) => place % step === 0;
    if (Array.isArray(axis.ticktext)) axis.ticktext = axis.ticktext.filter(keep);
    axis.tickvals = axis.tickvals.filter(keep);
  }

  function figureOf(holder) {
    const source = document.getElementById(holder.dataset.chart);
    return source ? JSON.parse(source.textContent) : null;
  }

  function draw(holder, figure, width = Math.floor(holder.getBoundingClientRect().width)) {
    if (!width || holder.dataset.drawnWidth === String(width)) return Promise.resolve();
    holder.dataset.drawnWidth = String(width);
    return window.Plotly.react(holder, figure.data, dressed(figure.layout, width), CONFIG);
  }

  // The drawing is one picture to assistive technology; its numbers are in the table below it.
  function describe(holder) {
    holder.setAttribute('role', 'img');
    holder.setAttribute('aria-label', holder.dataset.chartAlt + ' The same numbers are in the table below.');
    // Also the empty drawing outside the page in which the library measures words.
    const svgs = [...holder.querySelectorAll('svg'), ...document.querySelectorAll('#js-plotly-tester')];
    svgs.forEach((svg) => { svg.setAttribute('aria-hidden', 'true'); svg.setAttribute('focusable', 'false'); });
  }

  function offerPicture(holder, figure) {
    const item = holder.closest('figure').querySelector('[data-chart-picture]');
    if (!item) return;
    item.hidden = false;
    item.querySelector('button').addEventListener('click', () => {
      const heading = holder.closest('figure').querySelector('.pm-chart__title').textContent.trim();
      const notes = Array.from(holder.closest('figure').querySelectorAll('.pm-chart__subtitle, .pm-chart__caption span'), (part) => part.textContent.trim());
      window.Plotly.downloadImage(
        { data: figure.data, layout: titled(figure.layout, heading, notes), config: CONFIG },
        { format: 'png', width: 1000, height: 620, scale: 2, filename: holder.dataset.chartName },
      );
    });
  }

  // A picture leaves the page, so it must carry its own title, source and "demonstration figures".
  function titled(given, heading, notes) {
    const layout = dressed(given, 1000);
    layout.height = 620;
    layout.margin = Object.assign({}, layout.margin, { t: 90, b: 110 });
    layout.title = { text: folded(heading, 80), x: 0.02, xanchor: 'left', y: 0.96, yanchor: 'top', font: { family: FONT, size: 20, weight: 700, color: INK } };
    layout.annotations = (layout.annotations || []).concat([{
      text: folded(notes.join('. '), 130), showarrow: false, xref: 'paper', yref: 'paper',
      x: 0, y: 0, xanchor: 'left', yanchor: 'top', yshift: -58, align: 'left', font: { family: FONT, size: 13, color: '#484949' },
    }]);
    return layout;
  }

  function folded(words, length) {
    const lines = [''];
    words.split(/\s+/).forEach((word) => {
      if ((lines[lines.length - 1] + ' ' + word).trim().length > length) lines.push('');
      lines[lines.length - 1] = (lines[lines.length - 1] + ' ' + word).trim();
    });
    return lines.map((line) => line.replace(/&/g, '&amp;').replace(/</g, '&lt;')).join('<br>');
  }

  function closeTable(holder) {
    const table = holder.closest('figure').querySelector('[data-chart-table]');
    if (table) table.open = false;
  }

  async function start(holder) {
    const figure = figureOf(holder);
    if (!figure) return;
    holder.hidden = false;
    try {
      await draw(holder, figure);
    } catch (problem) {
      holder.hidden = true;
      console.error('Chart ' + holder.dataset.chartName + ' could not be drawn; its table stays open.', problem);
      return;
    }
    describe(holder);
    offerPicture(holder, figure);
    closeTable(holder);
    holder.dataset.drawn = 'yes';
    let waiting = 0;
    new ResizeObserver(() => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => draw(holder, figure).then(() => describe(holder)));
    }).observe(holder);
    // A sheet of A4 is narrower than a screen, and a drawing too wide for it would be cut off.
    window.addEventListener('beforeprint', () => draw(holder, figure, Math.min(PAPER_WIDTH, Number(holder.dataset.drawnWidth))));
    window.addEventListener('afterprint', () => draw(holder, figure).then(() => describe(holder)));
  }

  if (!window.Plotly) return;
  document.querySelectorAll('[data-chart]').forEach(start);

  // Paper cannot be unfolded: tables open for print and close again after it.
  const tables = () => document.querySelectorAll('[data-chart-table]');
  window.addEventListener('beforeprint', () => tables().forEach((table) => { table.dataset.was = table.open ? 'open' : ''; table.open = true; }));
  window.addEventListener('afterprint', () => tables().forEach((table) => { table.open = table.dataset.was === 'open'; }));
})();
