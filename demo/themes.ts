import '../src/define.js';
import './account.js';
import {integrationFromAddress} from './address.js';

integrationFromAddress('#portal');

const looks = document.querySelector<HTMLElement>('#looks');

/** The look stands on the page itself, so that style sheets and dialogs see it. */
function wear(look: string): void {
  document.documentElement.dataset['look'] = look;
  const choice = looks?.querySelector<HTMLInputElement>(`[value="${CSS.escape(look)}"]`);
  if (choice) choice.checked = true;
}

looks?.addEventListener('change', (event) => wear((event.target as HTMLInputElement).value));
const wanted = new URLSearchParams(location.search).get('look');
if (wanted) wear(wanted);
