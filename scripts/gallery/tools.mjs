/** The open portal. */
export const portalOf = ({page}) => page.getByRole('dialog');

/** Opens the portal of an integration from the catalogue, on a page that is loaded anew. */
export async function openPortal(scene, name, {several = false, triggers = false} = {}) {
  const {page, demoUrl} = scene;
  await page.goto(`${demoUrl}/plain.html`);
  await set(page, '#catalogue', {'allow-multiple-credentials': several, triggers});
  await page
    .locator('#catalogue')
    .getByRole('button', {name: new RegExp(`^${name}`)})
    .click();
  const portal = portalOf(scene);
  await portal.getByRole('heading', {name, exact: true}).waitFor();
  await page.waitForLoadState('networkidle');
  return portal;
}

/** Shows the portal of an integration in place: all of it can be seen at once. */
export async function openInPlace({page, demoUrl}, type, {several = false, triggers = false} = {}) {
  await page.goto(`${demoUrl}/inline.html?integration=${type}`);
  await set(page, '#portal', {'allow-multiple-credentials': several, triggers});
  const portal = page.locator('#portal');
  await portal.getByRole('heading', {level: 2}).waitFor();
  await page.waitForLoadState('networkidle');
  return portal;
}

/** Presses the button that begins an install flow. */
export async function beginFlow(scene, name) {
  const portal = await openPortal(scene, name);
  await portal.getByRole('button', {name: `Connect ${name}`}).click();
  return portal;
}

/** Connects an account by signing in at the provider, in the page; resolves to the account. */
export async function connect(scene, type, {person = 'Robin Vega', ...options} = {}) {
  const {page, demoUrl} = scene;
  await page.goto(`${demoUrl}/plain.html`);
  // The cards are there once the user is.
  await page.locator('#catalogue').getByRole('searchbox').waitFor();
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
  const [account] = await Promise.all([installed, popup.then((opened) => allow(opened, person))]);
  return account;
}

/** Signs in at the provider, in its window, and allows the access. */
export async function allow(opened, person = 'Robin Vega') {
  const choice = opened.getByRole('button', {name: new RegExp(person)});
  const button = opened.getByRole('button', {name: 'Allow'});
  const other = opened.getByRole('link', {name: 'Use another account'});
  await choice.or(button).first().waitFor();
  // Somebody has signed in before.
  if ((await other.isVisible()) && !(await opened.getByText(person).first().isVisible())) await other.click();
  await choice.or(button).first().waitFor();
  if (await choice.isVisible()) await choice.click();
  await button.click();
}

/** Connects an account by a form of text fields; its portal stays open. */
export async function connectByForm(scene, name, values) {
  const portal = await beginFlow(scene, name);
  for (const [label, value] of Object.entries(values)) {
    await portal.getByRole('textbox', {name: new RegExp(label)}).fill(value);
  }
  await portal.getByRole('button', {name: 'Continue'}).click();
  await portal.getByText(`${name} is connected`).first().waitFor();
  return portal;
}

export const connectSendGrid = (scene) => connectByForm(scene, 'SendGrid', {'API key': 'SG.demo-robin-8d1f'});

/** Connects Salesforce, which asks for the kind of account and has a package installed first. */
export async function connectSalesforce(scene) {
  const portal = await beginFlow(scene, 'Salesforce');
  await portal.getByRole('button', {name: /Production/}).click();
  await scene.page.evaluate(() => (document.hasFocus = () => false));
  const popup = scene.page.waitForEvent('popup');
  await portal.getByRole('button', {name: 'I have installed it'}).click();
  await allow(await popup);
  await portal.getByText('Salesforce is connected').first().waitFor();
}

/** Connects Jira, which asks for a site after the sign-in. */
export async function connectJira(scene) {
  const portal = await beginJira(scene);
  await choose(scene.page, portal.getByRole('combobox', {name: /Site/}));
  await portal.getByRole('button', {name: 'Finish'}).click();
  await portal.getByText('Jira is connected').first().waitFor();
}

/** Up to the question that Jira asks after the sign-in. */
export async function beginJira(scene) {
  const portal = await openPortal(scene, 'Jira');
  await scene.page.evaluate(() => (document.hasFocus = () => false));
  const popup = scene.page.waitForEvent('popup');
  await portal.getByRole('button', {name: 'Connect Jira'}).click();
  await allow(await popup);
  await portal.getByRole('combobox', {name: /Site/}).waitFor();
  return portal;
}

/** Chooses an option of a list by its text; without one, the first. */
export async function choose(page, field, text) {
  await field.click();
  const options = page.getByRole('listbox').getByRole('option');
  await (text === undefined ? options : options.filter({hasText: text})).first().click();
}

/** Has requests of a scene's user go wrong; `rule` is one of the sandbox's. */
export const fault = ({control, user}, rule) => control('faults', {body: {user, ...rule}});

/** Gives the user of a scene a token with permissions. */
export async function restrict({page, control, user}, permissions) {
  const {token} = await control('token', {body: {user, permissions}});
  await page.route('**/api/paragon-token', (route) => route.fulfill({json: {token}}));
}

function set(page, selector, attributes) {
  return page.locator(selector).evaluate((element, wanted) => {
    for (const [name, isOn] of Object.entries(wanted)) element.toggleAttribute(name, isOn);
  }, attributes);
}
