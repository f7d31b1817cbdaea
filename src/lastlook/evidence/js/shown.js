export function shown() {
    const held = document.getElementById("bundle")?.textContent;
    if (!held) {
        throw new Error("There is no bundle in this page.");
    }
    return JSON.parse(held);
}
