import {catalogueScenes} from './scenes/catalogue.mjs';
import {filePickerScenes} from './scenes/file-picker.mjs';
import {flowScenes} from './scenes/install-flow.mjs';
import {inputScenes} from './scenes/inputs.mjs';
import {lookScenes} from './scenes/looks.mjs';
import {mapperScenes} from './scenes/mapper.mjs';
import {portalScenes} from './scenes/portal.mjs';
import {settingScenes} from './scenes/settings.mjs';
import {triggerScenes} from './scenes/triggers.mjs';

/**
 * What is taken, in the order in which it stands on the page. `open` brings the page into the state; it gets the page,
 * its user, the addresses of the demo and the sandbox, and `control(path, {method, body})` for `/_sandbox/…`.
 * `fullPage` takes the whole page instead of what the window shows. A scene that changes the `plan` of all users is
 * taken while no other is.
 */
export const scenes = [
  ...catalogueScenes,
  ...portalScenes,
  ...settingScenes,
  ...flowScenes,
  ...mapperScenes,
  ...triggerScenes,
  ...filePickerScenes,
  ...inputScenes,
  ...lookScenes,
];
