import type {Theme} from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import ElementApi from './components/ElementApi.vue';
import Playground from './components/Playground.vue';
import ThemeEditor from './components/ThemeEditor.vue';
import './site.css';

export default {
  extends: DefaultTheme,
  enhanceApp({app}) {
    app.component('ElementApi', ElementApi);
    app.component('Playground', Playground);
    app.component('ThemeEditor', ThemeEditor);
    // Pages are rendered on a computer without a browser, where there is nothing to register.
    if (!import.meta.env.SSR) void import('paragon-elements/define');
  },
} satisfies Theme;
