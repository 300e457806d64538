// The kinds of service, in the order of a timeline's lanes. The server writes them into each page (App.razor).

const written = document.getElementById('services');

/** @type {{kind: string, title: string, operationNoun: string, hasStatements: boolean, looks: string[], arrangedNoun: string|null, snapshotTitle: string|null}[]} */
export const services = written === null ? [] : JSON.parse(written.textContent);

const byKind = new Map(services.map(service => [service.kind, service]));

// Of a report that a later release wrote.
const unknown = { operationNoun: 'operation', hasStatements: false, looks: [], arrangedNoun: null, snapshotTitle: 'Content' };

/** Of a kind that this page does not know, what is said of any. */
export const factsOf = kind => byKind.get(kind) ?? unknown;
