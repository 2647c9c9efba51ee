import {loadOnce, type LazyPart} from '../../core/load-once.js';
import type {ControlModule} from './control.js';
import {createControl as createSwitch} from './controls/switch.js';
import {createControl as createText} from './controls/text.js';
import {createControl as createUnsupported} from './controls/unsupported.js';

/** A control that is there, or one that is loaded when an input of its type is first drawn. */
export interface Control extends LazyPart<ControlModule> {
  /** It needs no client. */
  readonly isSimple: boolean;
}

const here = (part: ControlModule): Control => ({part, load: () => Promise.resolve(part), isSimple: true});

function later(load: () => Promise<ControlModule>, isSimple: boolean): Control {
  const control = loadOnce(load);
  return {
    get part() {
      return control.part;
    },
    load: control.load,
    isSimple,
  };
}

const TEXT = here({createControl: createText});
const SWITCH = here({createControl: createSwitch});
const UNSUPPORTED = here({createControl: createUnsupported});
const MULTILINE = later(() => import('./controls/multiline.js'), true);
const CONDITIONAL = later(() => import('./controls/conditional.js'), false);

const LIST = later(() => import('./controls/list.js'), false);

const CONTROLS: ReadonlyMap<string, Control> = new Map<string, Control>([
  ['TEXT_NO_VARS', TEXT],
  ['TEXTAREA_NO_VARS', TEXT],
  ['NUMBER', TEXT],
  ['EMAIL', TEXT],
  ['URL', TEXT],
  ['PASSWORD', TEXT],
  ['BOOLEAN_INPUT', SWITCH],
  ['SWITCH', SWITCH],
  ['ENUM', LIST],
  ['DYNAMIC_ENUM', LIST],
  ['CUSTOM_DROPDOWN', LIST],
  ['COMBO_INPUT', later(() => import('./controls/combo.js'), false)],
  ['DYNAMIC_COMBO_INPUT', later(() => import('./controls/dynamic-combo.js'), false)],
  ['COPYABLE_BUTTON_INPUT', later(() => import('./controls/copyable.js'), true)],
  ['PERMISSION', later(() => import('./controls/permission.js'), true)],
  // What only triggers have
  ['TEXT', TEXT],
  ['TEXTAREA', MULTILINE],
  ['CODE', MULTILINE],
  ['EDITABLE_ENUM', later(() => import('./controls/editable-enum.js'), false)],
  ['CONDITIONAL', CONDITIONAL],
  ['DYNAMIC_CONDITIONAL', CONDITIONAL],
  ['EnumTextAreaPairInput', later(() => import('./controls/enum-text-pairs.js'), false)],
  ['TIME_CONSTRAINT_INPUT', later(() => import('./controls/time-constraint.js'), true)],
  ['FIELD_MAPPER', later(() => import('./controls/field-mapper.js'), false)],
  ['FILE', later(() => import('./controls/file.js'), true)],
]);

/** The control of inputs of a type; of an unknown type, one that says so. */
export const controlOf = (type: string): Control => CONTROLS.get(type) ?? UNSUPPORTED;

/** Whether inputs of this type can be drawn and changed. */
export const isKnown = (type: string): boolean => CONTROLS.has(type);
