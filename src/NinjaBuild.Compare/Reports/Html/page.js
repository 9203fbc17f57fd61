'use strict';

const report = JSON.parse(document.getElementById('report').textContent);
const severities = ['breaking', 'behaviour', 'cosmetic'];
const marks = ['same', 'text', 'accepted', 'cosmetic', 'behaviour', 'breaking'];
const form = document.getElementById('filters');
const keptAround = 3;

// An element with its attributes and children; text is always set as text, never as markup.
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(child => child != null && child !== false));
  return element;
};
const badge = (word, text = word) => make('span', { class: `badge ${word}` }, text);
const table = (caption, heads, rows, style) => make('div', { class: 'scroll' }, make('table', { class: style, 'aria-label': caption },
  make('thead', {}, make('tr', {}, heads.map(head => make('th', { scope: 'col' }, head)))), make('tbody', {}, rows)));
const row = (cells, attributes) => make('tr', attributes, cells.map(cell => make('td', {}, cell)));

// What is counted of differences, by severity; what is accepted counts as that, unless its day has passed.
const isOpen = difference => difference.accepted === undefined || difference.expired;
const weight = difference => isOpen(difference) ? difference.severity : 'accepted';
const tally = differences => {
  const counts = { breaking: 0, behaviour: 0, cosmetic: 0, accepted: 0 };
  for (const difference of differences) counts[weight(difference)]++;
  return counts;
};
const badges = counts => [...severities, 'accepted'].filter(word => counts[word]).map(word => badge(word, `${counts[word]} ${word}`));
const withSpaces = elements => elements.flatMap(element => [element, ' ']);

const objects = report.charts.flatMap(chart => chart.environments.flatMap(environment => environment.objects.map(entry => Object.assign(entry, {
  chart: chart.name,
  environment: environment.name,
  id: [chart.name, environment.name, entry.kind, entry.namespace, entry.name].filter(part => part).join('/'),
  counts: tally(entry.differences),
}))));
const byId = new Map(objects.map(entry => [entry.id, entry]));

const words = entry => entry.words ??= [entry.kind, entry.namespace, entry.name, entry.former, entry.source, entry.target,
  ...entry.differences.flatMap(difference => [difference.path, difference.before, difference.after, difference.reason, difference.rule, difference.accepted,
    ...(difference.lines ?? []).map(line => line.text)])].join('\n').toLowerCase();

// The filters, which are part of the address, so that a view can be sent to somebody.
const filters = () => Object.fromEntries(new FormData(form));
const shows = (filter, difference) => filter.severity === 'all' || weight(difference) === filter.severity || (filter.severity === 'open' && isOpen(difference));
const isShown = (filter, entry) => (!filter.chart || entry.chart === filter.chart) && (!filter.environment || entry.environment === filter.environment)
  && (!filter.kind || entry.kind === filter.kind) && (!filter.text || words(entry).includes(filter.text.toLowerCase()))
  && (filter.severity === 'all' || entry.differences.some(difference => shows(filter, difference)));

function overview() {
  const environments = [...new Set(report.charts.flatMap(chart => chart.environments.map(environment => environment.name)))];
  const cell = (chart, name) => {
    const environment = chart.environments.find(candidate => candidate.name === name);
    if (!environment) return make('span', { class: 'soft' }, '–');
    if (environment.problems.length) return badge('breaking', 'could not be compared');
    const counts = tally(environment.objects.flatMap(entry => entry.differences));
    const open = badges(counts);
    return make('a', { class: 'counts', href: `#${new URLSearchParams({ chart: chart.name, environment: name })}`, 'aria-label': `${chart.name} in ${name}` },
      open.length ? withSpaces(open) : badge('same', 'no difference'));
  };
  document.getElementById('overview').append(
    make('h2', { id: 'overview-title' }, 'Overview'),
    table('Differences by chart and environment', ['Chart', 'Phase', ...environments, 'Checklist'], report.charts.map(chart => row([
      make('a', { href: `#${new URLSearchParams({ chart: chart.name })}` }, chart.name),
      chart.phase ?? '–',
      ...environments.map(name => chart.problems.length ? badge('breaking', 'could not be compared') : cell(chart, name)),
      chart.checklist.length ? `${chart.checklist.filter(item => item.done).length} of ${chart.checklist.length}` : '–',
    ]))));
  const total = tally(objects.flatMap(entry => entry.differences));
  document.getElementById('verdict').append(...withSpaces(badges(total)), badges(total).length ? '' : 'No differences.');
}

function chartSection(chart, filter, shown) {
  const sides = `${chart.before.title} ${chart.before.version} (${chart.before.path}) → ${chart.after.title} ${chart.after.version} (${chart.after.path})`;
  return make('section', { 'aria-label': chart.name },
    make('h2', {}, chart.name, ' ', chart.phase ? badge('same', `phase: ${chart.phase}`) : null),
    make('p', { class: 'soft' }, sides),
    chart.problems.map(problem => make('p', { class: 'problem' }, problem.text)),
    checklist(chart), acceptedEntries(chart),
    chart.environments.filter(environment => !filter.environment || environment.name === filter.environment)
      .map(environment => environmentSection(chart, environment, filter, shown.filter(entry => entry.environment === environment.name))));
}

const checklist = chart => chart.checklist.length > 0 && make('details', { open: true },
  make('summary', {}, `Checklist: ${chart.checklist.filter(item => item.done).length} of ${chart.checklist.length} done`),
  make('ul', { class: 'checklist' }, chart.checklist.map(item => make('li', { class: item.done && 'done' },
    make('span', {}, item.text), ' ', make('span', { class: 'soft' }, [item.automatic ? '' : 'by hand', item.why].filter(text => text).join(': '))))));

const acceptedEntries = chart => chart.accepted.length > 0 && make('details', {},
  make('summary', {}, `Accepted differences: ${chart.accepted.length} entries`),
  table('Accepted differences', ['Objects', 'Field', 'Environments', 'Reason', 'Until', 'Accepts'], chart.accepted.map(entry => row([
    make('code', {}, entry.objects), make('code', {}, entry.path || 'the whole object'), entry.environments || 'all', entry.reason,
    entry.until ? make('span', { class: entry.expired && 'problem' }, entry.expired ? `${entry.until}, over` : entry.until) : '–',
    entry.matches || make('span', { class: 'problem' }, `nothing: ${entry.place} can go`)]))));

function environmentSection(chart, environment, filter, shown) {
  return make('section', { 'aria-label': `${chart.name} in ${environment.name}` },
    make('h3', {}, `${environment.name} `, withSpaces(badges(tally(environment.objects.flatMap(entry => entry.differences))))),
    environment.problems.map(problem => make('p', { class: 'problem' }, problem.text)),
    environment.patterns.map(pattern => make('p', {}, pattern)),
    routes(environment),
    shown.map(entry => objectDetails(entry, filter)),
    shown.length === 0 && make('p', { class: 'soft' }, environment.objects.length === 0 ? 'no objects' : `none of ${environment.objects.length} objects is shown with these filters`));
}

function routes(environment) {
  if (environment.routes.length === 0) return null;
  const side = route => route ? [make('code', {}, route.to), make('span', { class: 'soft' }, ` ${route.type}, ${route.tls == null ? 'no TLS' : `TLS ${route.tls || 'with the default certificate'}`}, ${route.ingress}`)] : '–';
  const changed = environment.routes.filter(route => route.change !== 'same').length;
  return make('details', { open: changed > 0 },
    make('summary', {}, `Ingress routes: ${environment.routes.length}, ${changed || 'none'} changed`),
    table('Ingress routes', ['Host', 'Path', 'Before', 'After', ''], environment.routes.map(route => {
      const known = route.after ?? route.before;
      return row([known.host, make('code', {}, known.path), side(route.before), side(route.after),
        badge({ same: 'same', added: 'cosmetic', removed: 'breaking' }[route.change] ?? 'behaviour', route.change)]);
    })));
}

const fullName = entry => entry.namespace ? `${entry.namespace}/${entry.name}` : entry.name;

function objectDetails(entry, filter) {
  const details = make('details', { class: 'object', id: entry.id },
    make('summary', {},
      badge(severities.find(word => entry.counts[word]) ?? (entry.counts.accepted ? 'accepted' : 'same'), entry.change),
      make('span', {}, entry.kind), make('span', { class: 'name' }, fullName(entry)),
      entry.former && make('span', { class: 'soft' }, `was ${entry.former}`),
      make('span', {}, withSpaces(badges(entry.counts))),
      make('a', { class: 'link', href: `#${new URLSearchParams({ at: entry.id })}`, title: 'link to this object', 'aria-label': `link to ${entry.id}` }, '#')));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(objectBody(entry, filter));
  });
  return details;
}

function objectBody(entry, filter) {
  const differences = entry.differences.filter(difference => shows(filter, difference));
  return make('div', { class: 'body' },
    differences.length > 0 && table('Differences', ['Severity', 'Field', 'Before', 'After', 'Why it matters'], differences.map(differenceRow), 'differences'),
    differences.length < entry.differences.length && make('p', { class: 'soft' }, `${entry.differences.length - differences.length} more with other filters`),
    entry.rows ? sideBySide(entry) : wholeText(entry));
}

function differenceRow(difference) {
  const value = text => difference.secret ? make('span', { class: 'soft' }, 'secret') : text === undefined ? '–' : make('code', {}, text);
  const why = [make('span', {}, difference.reason), difference.accepted !== undefined
    && make('p', { class: isOpen(difference) ? 'problem' : 'soft' }, `${isOpen(difference) ? `accepted until ${difference.until}, which is over` : 'accepted'}: ${difference.accepted}`)];
  const field = make('code', {}, difference.path || 'the whole object');
  if (difference.lines) {
    const sign = { added: '+ ', removed: '- ', same: '  ', skipped: '… ' };
    const lines = make('pre', { class: 'lines' }, difference.lines.map(line => make('span', { class: line.change }, `${sign[line.change]}${line.text}\n`)));
    return make('tr', {}, make('td', {}, badge(weight(difference))), make('td', {}, field), make('td', { colspan: 2 }, lines), make('td', {}, why));
  }
  return make('tr', {}, make('td', {}, badge(weight(difference))), make('td', {}, field),
    make('td', { class: 'value' }, value(difference.before)), make('td', { class: 'value' }, value(difference.after)), make('td', {}, why));
}

// Lines that are the same on both sides are folded away but for a few around each change.
function sideBySide(entry) {
  const line = ([mark, before, after]) => make('tr', { class: marks[mark] === 'same' ? false : marks[mark] },
    make('td', {}, before ?? ''), make('td', {}, (mark === 0 ? before : after) ?? ''));
  const kept = entry.rows.map(() => false);
  entry.rows.forEach(([mark], at) => {
    if (mark !== 0) kept.fill(true, Math.max(0, at - keptAround), at + keptAround + 1);
  });
  const body = make('tbody');
  for (let at = 0; at < entry.rows.length;) {
    let end = at;
    while (end < entry.rows.length && !kept[end]) end++;
    if (end - at > 1) {
      const folded = entry.rows.slice(at, end);
      const fold = make('tr', { class: 'fold' }, make('td', { colspan: 2 }, make('button', { type: 'button', onclick: () => fold.replaceWith(...folded.map(line)) }, `${folded.length} lines are the same`)));
      body.append(fold);
      at = end;
    } else {
      body.append(line(entry.rows[at++]));
    }
  }
  return make('table', { class: 'yaml', 'aria-label': 'Before and after' },
    make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, `before: ${entry.source ?? 'no template known'}`), make('th', { scope: 'col' }, `after: ${entry.target ?? 'no template known'}`))), body);
}

const wholeText = entry => {
  const text = entry.after ?? entry.before;
  return text && make('pre', { class: 'lines' }, text);
};

const charts = document.getElementById('charts');

function show() {
  const filter = filters();
  const shown = objects.filter(entry => isShown(filter, entry));
  charts.replaceChildren(...report.charts.filter(chart => !filter.chart || chart.name === filter.chart)
    .map(chart => chartSection(chart, filter, shown.filter(entry => entry.chart === chart.name))));
  document.getElementById('count').textContent = `${shown.length} of ${objects.length} objects`;
}

// The address: filters that are set, and the object that is looked at.
function readAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  const target = byId.get(address.get('at'));
  for (const field of ['severity', 'chart', 'environment', 'kind', 'text']) form.elements[field].value = address.get(field) ?? (field === 'severity' ? 'open' : '');
  if (target && !isShown(filters(), target)) form.elements.severity.value = 'all';
  show();
  if (target) reveal(document.getElementById(target.id));
}

function writeAddress() {
  const set = Object.entries(filters()).filter(([name, value]) => value && !(name === 'severity' && value === 'open'));
  history.replaceState(null, '', `#${new URLSearchParams(set)}`);
}

function reveal(details) {
  details.open = true;
  details.scrollIntoView({ block: 'start' });
  details.querySelector('summary').focus({ preventScroll: true });
}

function step(by) {
  const all = [...document.querySelectorAll('details.object > summary')];
  const at = all.indexOf(document.activeElement);
  all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))]?.focus();
}

const options = (name, values) => form.elements[name].append(...[...new Set(values)].map(value => make('option', { value }, value)));
options('chart', report.charts.map(chart => chart.name));
options('environment', report.charts.flatMap(chart => chart.environments.map(environment => environment.name)));
options('kind', objects.map(entry => entry.kind).sort());

form.addEventListener('input', () => { writeAddress(); show(); });
form.addEventListener('submit', event => event.preventDefault());
form.addEventListener('reset', () => setTimeout(() => { writeAddress(); show(); }));
document.getElementById('expand').addEventListener('click', () => document.querySelectorAll('details.object').forEach(details => { details.open = true; }));
document.getElementById('collapse').addEventListener('click', () => document.querySelectorAll('details.object').forEach(details => { details.open = false; }));
addEventListener('hashchange', readAddress);
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select')) return;
  if (event.key === '/') {
    event.preventDefault();
    form.elements.text.focus();
  } else if (event.key === 'j' || event.key === 'k') {
    step(event.key === 'j' ? 1 : -1);
  }
});

overview();
readAddress();
