import 'paragon-elements/define';
import {bootstrapApplication} from '@angular/platform-browser';
import {App} from './app.js';

void bootstrapApplication(App);
