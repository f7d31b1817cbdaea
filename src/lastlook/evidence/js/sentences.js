const VERB = /\[(.*?)\|(.*?)\]/g;
const FACT = /\{(\w+)\}/g;
export function namesOf(bundle) {
    const names = new Map();
    for (const person of bundle.openings.erased) {
        names.set(person, `${person} (erased)`);
    }
    for (const [person, name] of Object.entries(bundle.openings.unproved)) {
        names.set(person, `${name} (name not proved)`);
    }
    for (const { person, name } of bundle.openings.people) {
        names.set(person, name);
    }
    return names;
}
export function told(entry, words, names) {
    const { act, decision } = entry;
    const refused = decision["answer"] !== "granted";
    const template = words.acts[String(act["act"])] ?? "{by} said something unknown here";
    const verb = template.replace(VERB, (_, done, asked) => refused ? `asked to ${asked}` : done);
    const facts = { ...act, ...(act["act"] === "inspect" ? { chambers: chambersOf(act) } : {}) };
    const via = act["via"] ? `, on ${nameOf(act["via"], names)}'s phone` : "";
    return {
        sentence: `${filled(verb, facts, words, names)}${via}.`,
        refused,
        notes: refused ? reasonsOf(decision, words, names) : eventsOf(decision, words, names),
    };
}
export function clock(ms) {
    return `${new Date(ms).toISOString().slice(11, 19)} UTC`;
}
export function day(ms) {
    return new Date(ms).toISOString().slice(0, 10);
}
function reasonsOf(decision, words, names) {
    const reasons = ["impossible", "reasons"].flatMap((of) => (decision[of] ?? []));
    return reasons.map((reason) => {
        const rule = words.reasons[String(reason["code"])];
        const says = rule?.says ?? String(reason["code"]);
        const under = [rule?.remedy, rule?.source].filter(Boolean).join(" ");
        return { text: `REFUSED: ${filled(says, reason, words, names)}`, under };
    });
}
function eventsOf(decision, words, names) {
    const notes = [];
    for (const event of (decision["events"] ?? [])) {
        const says = words.events[String(event["event"])];
        if (says !== undefined) {
            notes.push({ text: `${filled(says, event, words, names)}.`, under: "" });
        }
    }
    for (const remark of (decision["remarks"] ?? [])) {
        const says = words.reasons[String(remark["code"])]?.says ?? String(remark["code"]);
        notes.push({ text: `Remarked: ${filled(says, remark, words, names)}`, under: "" });
    }
    return notes;
}
function filled(says, facts, words, names) {
    return says.replace(FACT, (_, field) => fact(field, facts[field], words, names));
}
function fact(field, value, words, names) {
    if (Array.isArray(value)) {
        const parts = words.people.includes(field) ? value.map((one) => nameOf(one, names)) : value;
        return inRuns(parts.map(String));
    }
    if (value === undefined || value === null) {
        return "nobody";
    }
    if (words.times.includes(field) && typeof value === "number") {
        return `${day(value)} ${clock(value)}`;
    }
    if (words.people.includes(field)) {
        return nameOf(value, names);
    }
    return String(value);
}
function nameOf(person, names) {
    return names.get(String(person)) ?? String(person);
}
function chambersOf(act) {
    const seen = act["chambers"];
    return Array.isArray(seen) && seen.length > 0 ? seen : (act["body"] ?? "unseen");
}
function inRuns(parts) {
    const runs = [];
    for (const part of parts) {
        const last = runs.at(-1);
        if (last?.[0] === part) {
            last[1] += 1;
        }
        else {
            runs.push([part, 1]);
        }
    }
    return runs.map(([part, times]) => (times > 1 ? `${part} \u00d7${times}` : part)).join(", ");
}
