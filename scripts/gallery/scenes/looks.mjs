import {connect} from '../tools.mjs';

export const lookScenes = ['terminal', 'paper', 'candy'].map((look) => ({
  group: 'Looks',
  name: look,
  fullPage: true,
  async open(scene) {
    await connect(scene, 'hubspot');
    await scene.page.goto(`${scene.demoUrl}/themes.html?look=${look}`);
    await scene.page.getByRole('heading', {name: 'HubSpot'}).first().waitFor();
    await scene.page.waitForLoadState('networkidle');
  },
}));
