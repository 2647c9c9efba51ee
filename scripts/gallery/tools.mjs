/** The open portal. */
export const portalOf = ({page}) => page.getByRole('dialog');

/** Opens the portal of an integration from the catalogue, on a page that is loaded anew. */
export async function openPortal(scene, name) {
  const {page, demoUrl} = scene;
  await page.goto(`${demoUrl}/plain.html`);
  await page
    .locator('#catalogue')
    .getByRole('button', {name: new RegExp(`^${name}`)})
    .click();
  const portal = portalOf(scene);
  await portal.getByRole('heading', {name, exact: true}).waitFor();
  await page.waitForLoadState('networkidle');
  return portal;
}

/** Connects an account by signing in at the provider, in the page; resolves to the account. */
export async function connect(scene, type, options = {}) {
  const {page, demoUrl} = scene;
  await page.goto(`${demoUrl}/plain.html`);
  await page
    .getByRole('button', {name: /^(Connect|Manage) Slack/})
    .first()
    .waitFor();
  const popup = page.waitForEvent('popup');
  const installed = page.evaluate(
    ([wanted, given]) => {
      // Automation gives every page the focus; here the provider's window has it, as on a desk.
      document.hasFocus = () => false;
      const {client} = document.querySelector('paragon-provider');
      return client.installIntegration(wanted, given).then(({credential}) => ({id: credential.id}));
    },
    [type, options],
  );
  const opened = await popup;
  const person = opened.getByRole('button', {name: /Robin Vega/});
  const allow = opened.getByRole('button', {name: 'Allow'});
  await person.or(allow).first().waitFor();
  if (await person.isVisible()) await person.click();
  await allow.click();
  return installed;
}
