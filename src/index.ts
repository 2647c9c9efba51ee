export * from './paragon.js';
export {en} from './i18n/en.js';
export type {ErrorText, Messages, PartialMessages} from './i18n/messages.js';
export {ParagonConnect} from './elements/connect/connect.js';
export {ParagonFieldMapper} from './elements/field-mapper/field-mapper.js';
export {ParagonInput} from './elements/input/input.js';
export {ParagonInstallFlow} from './elements/install-flow/install-flow.js';
export {ParagonProvider} from './elements/provider/provider.js';
export type {ParagonElementEventMap, ParagonErrorStage} from './internal/emit.js';
