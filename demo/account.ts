/** Shows in the page's header who is signed in. The product's own back end knows. */
export async function showAccount(): Promise<void> {
  const select = document.querySelector<HTMLSelectElement>('#user');
  const response = await fetch('/api/me');
  if (!select || !response.ok) return;
  const {user} = (await response.json()) as {user: string};
  if (![...select.options].some(({value}) => value === user)) select.add(new Option(user));
  select.value = user;
}

void showAccount();
