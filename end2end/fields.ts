import { expect, type Locator } from "@playwright/test";

/** Removes the constraints that the browser validates, because the server must not rely on them. */
export async function removeConstraints(field: Locator): Promise<void> {
  await field.evaluate((input) => {
    input.removeAttribute("maxlength");
    input.removeAttribute("required");
    input.closest("form")?.setAttribute("novalidate", "");
  });
}

/** Expects that the field keeps what was typed and is described by its error. */
export async function expectRejected(
  field: Locator,
  { value, error }: { value: string; error: RegExp | string },
): Promise<void> {
  await expect(field).toHaveAccessibleDescription(error);
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveValue(value);
}
