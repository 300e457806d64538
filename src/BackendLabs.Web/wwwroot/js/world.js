// What a check's database and Redis held when it was over: tables and keys to browse.
// All of it comes from a student's code, so every word is put in as text.
import { el, visible } from './dom.js';
import { factsOf } from './services.js';
import { keysOf } from './world/keys.js';
import { tablesOf } from './world/tables.js';

let worlds = 0;

/**
 * Shows a check's `state` of the report.
 * @param {HTMLElement} host emptied first
 * @param {{services: object[]} | null | undefined} world null says that nobody looked
 */
export function renderWorld(host, world) {
  host.classList.add('world');
  const services = world?.services ?? [];
  const id = `world-${++worlds}`;
  const panels = services.map((service, at) => panelOf(service, `${id}-${at}`));
  if (services.length === 0)
    host.replaceChildren(el('p.world-quiet', {}, world ? 'This run had neither database nor Redis to look at.' : 'Nobody looked at the database and Redis after this run.'));
  else if (services.length === 1)
    host.replaceChildren(el('h4.world-title', {}, titleOf(services[0])), panels[0]);
  else
    host.replaceChildren(tabsOf(services, panels), ...panels);
}

/**
 * Shows the worlds of a report's checks, one at a time; the first that did not pass comes first. Nothing where nobody looked.
 * @param {HTMLElement} host emptied first
 * @param {{checks: {title: string, status: string, state?: object}[]}} report
 */
export function renderWorlds(host, report) {
  host.replaceChildren();
  const seen = (report?.checks ?? []).filter((check) => check.state?.services?.length > 0);
  if (seen.length === 0) return;
  const place = el('div');
  const shown = seen.find((check) => check.status !== 'passed') ?? seen.at(-1);
  host.append(el('h3.world-title', {}, 'What was left'), ...(seen.length > 1 ? [choiceOf(seen, shown, place)] : []), place);
  renderWorld(place, shown.state);
}

function choiceOf(seen, shown, place) {
  const id = `world-${++worlds}-check`;
  const choice = el('select', { id, onchange: () => renderWorld(place, seen[Number(choice.value)].state) });
  for (const [at, check] of seen.entries()) choice.add(new Option(visible(check.title), String(at), check === shown, check === shown));
  return el('p.world-choice', {}, el('label', { for: id }, 'At the end of'), ' ', choice);
}

const titleOf = (service) => `${factsOf(service.kind).snapshotTitle} of ${service.service}`;

function tabsOf(services, panels) {
  const tabs = services.map((service, at) => {
    panels[at].setAttribute('role', 'tabpanel');
    panels[at].setAttribute('aria-labelledby', `${panels[at].id}-tab`);
    const count = countOf(service);
    return el('button.world-tab', { type: 'button', id: `${panels[at].id}-tab`, role: 'tab', 'aria-controls': panels[at].id, onclick: () => choose(at) },
      titleOf(service), count !== null && [' ', el('span.world-count', {}, count.toLocaleString('en'))]);
  });
  const choose = (chosen) => tabs.forEach((tab, at) => {
    tab.setAttribute('aria-selected', String(at === chosen));
    tab.tabIndex = at === chosen ? 0 : -1;
    panels[at].hidden = at !== chosen;
  });
  const walk = (event) => {
    const now = tabs.indexOf(document.activeElement);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined || now < 0) return;
    event.preventDefault();
    choose((next + tabs.length) % tabs.length);
    tabs[(next + tabs.length) % tabs.length].focus();
  };
  choose(0);
  return el('div.world-tabs', { role: 'tablist', 'aria-label': 'What was there at the end', onkeydown: walk }, tabs);
}

function countOf(service) {
  if (service.unseen !== undefined) return null;
  return service.tables?.length ?? service.count;
}

function panelOf(service, id) {
  if (service.unseen !== undefined) return el('div.world-panel', { id }, el('p.world-unseen', {}, el('strong', {}, 'Not looked at.'), ' ', el('span', {}, service.unseen)));
  return el('div.world-panel', { id },
    service.tables ? tablesOf(service, id) : keysOf(service, id),
    (service.notes ?? []).map((note) => el('p.world-note', {}, note)));
}
