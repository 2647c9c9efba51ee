const kinds = ['empty', 'filled', 'missing', 'refused', 'disabled', 'readonly'].map((state) => ({
  group: 'Inputs',
  name: `Every kind, ${state}`,
  fullPage: true,
  async open({page, demoUrl}) {
    await page.goto(`${demoUrl}/inputs.html?state=${state}`);
    await page.getByLabel('Store name').waitFor();
    await page.waitForLoadState('networkidle');
  },
}));

const lists = [
  {
    group: 'Lists',
    name: '10,000 options',
    async open({page, demoUrl}) {
      await page.goto(`${demoUrl}/inputs.html?state=filled`);
      await page.getByRole('combobox', {name: /Customer/}).click();
      await page.getByRole('listbox').getByRole('option').first().waitFor();
    },
  },
  {
    group: 'Lists',
    name: 'Sections and subtitles',
    async open({page, demoUrl}) {
      await page.goto(`${demoUrl}/inputs.html`);
      await page.getByRole('combobox', {name: /City/}).click();
      await page.getByRole('listbox').getByRole('option').first().waitFor();
    },
  },
  {
    group: 'Lists',
    name: 'Nothing fits',
    async open({page, demoUrl}) {
      await page.goto(`${demoUrl}/inputs.html`);
      await page.getByRole('combobox', {name: /City/}).fill('zzz');
      await page.getByText('Nothing fits').first().waitFor();
    },
  },
];

export const inputScenes = [...kinds, ...lists];
