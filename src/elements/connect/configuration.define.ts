import '../input/input.define.js';

export {configurationStyles} from './configuration.styles.js';
export {ConfigurationView} from './configuration.js';
