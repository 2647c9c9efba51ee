/** Lets the address choose what an element shows: `?integration=jira`. */
export function integrationFromAddress(selector: string): void {
  const integration = new URLSearchParams(location.search).get('integration');
  if (integration) document.querySelector(selector)?.setAttribute('integration', integration);
}
