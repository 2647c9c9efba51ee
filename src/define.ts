import './elements/connect/connect.define.js';
import './elements/field-mapper/field-mapper.define.js';
import './elements/file-picker/file-picker.define.js';
import './elements/input/input.define.js';
import './elements/install-flow/install-flow.define.js';
import './elements/provider/provider.define.js';
import './elements/trigger-form/trigger-form.define.js';
