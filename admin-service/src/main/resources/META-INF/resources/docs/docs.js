// Renders the OpenAPI documents of the services. Everything is built from text nodes: nothing in a document is markup.

const SERVICES = {
    chat: 'Chat',
    tool: 'Tools',
    admin: 'Administration',
    billing: 'Billing',
};
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const CREDENTIALS = {
    anyone: 'No credential',
    publishable_key: 'Publishable key',
    secret_key: 'Secret key',
    visitor: 'Visitor token',
    member: 'Member',
    service: 'Other services',
};
const DEEPEST = 5;

function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
}

const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

function operationsOf(service, api) {
    return Object.entries(api.paths ?? {}).flatMap(([path, item]) =>
        METHODS.filter((method) => item[method] && !path.includes('/internal/')).map((method) => ({
            id: slug(`${service} ${method} ${path}`),
            method,
            path,
            tag: item[method].tags?.at(-1) ?? 'Other',
            parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])],
            ...Object.fromEntries(Object.entries(item[method]).filter(([key]) => key !== 'parameters')),
        })),
    );
}

function resolve(api, schema) {
    const name = schema?.$ref?.split('/').at(-1);
    return name ? (api.components?.schemas?.[name] ?? {}) : (schema ?? {});
}

// A $ref that may be absent is written as anyOf with null.
function present(api, schema) {
    const plain = resolve(api, schema);
    const choices = (plain.anyOf ?? plain.oneOf ?? plain.allOf)?.filter((choice) => choice.type !== 'null');
    return choices?.length === 1 ? resolve(api, choices[0]) : plain;
}

function typeOf(api, schema) {
    const plain = present(api, schema);
    const types = [plain.type ?? (plain.properties ? 'object' : 'any')].flat().filter((type) => type !== 'null');
    if (types[0] === 'array') {
        return `list of ${typeOf(api, plain.items)}`;
    }
    const bounds = [
        plain.enum?.filter((value) => value !== null).join(' | '),
        plain.format,
        plain.maxLength !== undefined ? `at most ${plain.maxLength} characters` : undefined,
        plain.minimum !== undefined ? `from ${plain.minimum}` : undefined,
        plain.maximum !== undefined ? `to ${plain.maximum}` : undefined,
    ].filter(Boolean);
    return [types.join(' or '), ...bounds].join(', ');
}

function field(api, name, schema, needed, about, depth) {
    return element(
        'li',
        {},
        element('code', {}, name),
        element('span', { class: 'type' }, typeOf(api, schema)),
        needed ? element('span', { class: 'needed' }, 'required') : null,
        about ? element('div', { class: 'quiet' }, about) : null,
        fields(api, schema, depth + 1),
    );
}

function fields(api, schema, depth = 0) {
    let plain = present(api, schema);
    if (plain.type === 'array' || plain.items) {
        plain = present(api, plain.items);
    }
    const entries = Object.entries(plain.properties ?? {});
    if (entries.length === 0 || depth > DEEPEST) {
        return null;
    }
    return element(
        'ul',
        { class: 'fields' },
        ...entries.map(([name, part]) =>
            field(api, name, part, plain.required?.includes(name), present(api, part).description, depth),
        ),
    );
}

function section(title, content) {
    return content ? [element('h4', {}, title), content] : [];
}

function parameters(api, operation) {
    if (operation.parameters.length === 0) {
        return null;
    }
    return element(
        'ul',
        { class: 'fields' },
        ...operation.parameters.map((parameter) =>
            field(api, parameter.name, parameter.schema, parameter.required, parameter.description, 0),
        ),
    );
}

const bodyOf = (content) => Object.values(content ?? {})[0]?.schema;

function answer(api, operation) {
    const [status, response] = Object.entries(operation.responses ?? {}).find(([code]) => code.startsWith('2')) ?? [];
    return section(`Answer${status ? ` ${status}` : ''}`, fields(api, bodyOf(response?.content)));
}

function whoMay(operation) {
    const accepted = operation['x-usher-accepts'] ?? [];
    const asMember = (name) =>
        name === 'member'
            ? `${operation['x-usher-platform'] ? 'Platform m' : 'M'}ember, ${operation['x-usher-role'] ?? 'analyst'} or higher`
            : (CREDENTIALS[name] ?? name);
    return element('ul', { class: 'who' }, ...accepted.map((name) => element('li', {}, asMember(name))));
}

function article(api, operation) {
    return element(
        'article',
        { id: operation.id },
        element('h3', {}, operation.summary ?? `${operation.method.toUpperCase()} ${operation.path}`),
        element(
            'p',
            { class: 'route' },
            element('span', { class: `method ${operation.method}` }, operation.method.toUpperCase()),
            element('span', {}, operation.path),
        ),
        operation.description ? element('p', {}, operation.description) : null,
        whoMay(operation),
        ...section('Parameters', parameters(api, operation)),
        ...section('Body', fields(api, bodyOf(operation.requestBody?.content))),
        ...answer(api, operation),
    );
}

function contents(operations) {
    const tags = [...new Set(operations.map((operation) => operation.tag))];
    return tags.flatMap((tag) => [
        element('h3', {}, tag),
        ...operations
            .filter((operation) => operation.tag === tag)
            .map((operation) =>
                element('a', { href: `#${operation.id}`, title: operation.path }, operation.summary ?? operation.path),
            ),
    ]);
}

async function load(service) {
    try {
        const response = await fetch(`openapi/${service}.json`);
        if (!response.ok) {
            throw new Error(`Status ${response.status}`);
        }
        return await response.json();
    } catch {
        return null;
    }
}

function render(service, api) {
    const title = SERVICES[service];
    const heading = element('h2', { id: service }, title);
    const link = element('h2', {}, title);
    if (api === null) {
        const sorry = element('p', { class: 'problem' }, 'This service does not answer right now. Reload to try again.');
        return { page: [heading, sorry], index: [link] };
    }
    const operations = operationsOf(service, api);
    const byTag = [...operations].sort((a, b) => a.tag.localeCompare(b.tag));
    return {
        page: [heading, ...byTag.map((operation) => article(api, operation))],
        index: [link, ...contents(byTag)],
    };
}

function search(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    for (const shown of document.querySelectorAll('article')) {
        const hit = words.every((word) => shown.textContent.toLowerCase().includes(word));
        shown.hidden = !hit;
        document.querySelector(`nav a[href="#${shown.id}"]`).hidden = !hit;
    }
}

const services = Object.keys(SERVICES);
const documents = await Promise.all(services.map(load));
const rendered = services.map((service, at) => render(service, documents[at]));
document.getElementById('operations').replaceChildren(...rendered.flatMap((part) => part.page));
document.getElementById('contents').replaceChildren(...rendered.flatMap((part) => part.index));
document.getElementById('search').addEventListener('input', (event) => search(event.target.value));
if (location.hash) {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
