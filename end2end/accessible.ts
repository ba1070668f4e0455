import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Nothing that a program can find about this state of the page keeps anybody out, in the light and in the dark. */
export async function isAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    // Colours that are still changing have a contrast of their own.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { passes, violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(" ")}`));
    expect(passes).not.toEqual([]);
    expect(found, `${page.url()}, ${colorScheme}`).toEqual([]);
  }
}

/** Presses Tab until that is what has the focus; wherever the focus is meanwhile, it can be seen. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    passed.push(stop.name);
    expect(stop.visible, `the focus is visible on ${stop.name}`).toBe(true);
    if (stop.name === name) return;
  }
  throw new Error(`Tab does not lead to ${name}, but to ${passed.join(", ")}`);
}

/** What has the focus: its name, and whether a ring around it is within sight and under nothing (WCAG 2.2 §2.4.7, §2.4.11). */
async function focused(page: Page): Promise<{ name: string; visible: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    // Between the last element and the first, the browser itself has it.
    if (!element || element === document.body) return { name: "", visible: true };
    const [box] = element.getClientRects();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const ring = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    const above = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    const name = element.getAttribute("aria-label") ?? label ?? element.textContent ?? "";
    return { name: name.trim(), visible: ring && !!above && (element.contains(above) || above.contains(element)) };
  });
}
