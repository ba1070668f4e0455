import { expect, type Page } from "@playwright/test";

const MAX_STOPS = 60;

/** Presses Tab until the control with this name has the focus. Every stop must show its focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const visited: string[] = [];
  for (let stops = 0; stops < MAX_STOPS; stops += 1) {
    await page.keyboard.press("Tab");
    const stop = await focusedElement(page);
    visited.push(stop.name);
    expect(stop.visible, `the focus is visible on ${stop.name}`).toBe(true);
    if (stop.name === name) return;
  }
  throw new Error(`Tab does not reach ${name}, only ${visited.join(", ")}`);
}

/**
 * The name of the focused element, and whether its focus ring is on the screen and not covered
 * (WCAG 2.2, 2.4.7 and 2.4.11).
 */
async function focusedElement(page: Page): Promise<{ name: string; visible: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    // Between the last element and the first, the browser's own controls have the focus.
    if (!element || element === document.body) return { name: "", visible: true };
    const [box] = element.getClientRects();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const ring = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    const above = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const label = (element as HTMLInputElement).labels?.[0];
    const text = (label ?? element).textContent ?? "";
    const name = element.getAttribute("aria-label") ?? text;
    const uncovered = !!above && (element.contains(above) || above.contains(element));
    return { name: name.trim(), visible: ring && uncovered };
  });
}
