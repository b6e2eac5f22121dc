const url = '/sandbox/trouble';

/**
 * The panel that makes the sandbox misbehave. Its selects are named as the sandbox names them; each value is JSON.
 */
export const connectTrouble = (): void => {
  const form = document.querySelector<HTMLFormElement>('#trouble');
  const selects = form === null ? [] : [...form.querySelectorAll('select')];

  const show = async (answer: Promise<Response>): Promise<void> => {
    const trouble: Readonly<Record<string, unknown>> = await (await answer).json();
    for (const select of selects) select.value = JSON.stringify(trouble[select.name]);
    const usual = selects.every((select) => select.selectedIndex === 0);
    form?.closest('details')?.classList.toggle('on', !usual);
  };

  form?.addEventListener('change', () => {
    const chosen = selects.map((select) => [select.name, JSON.parse(select.value)]);
    void show(fetch(url, { method: 'PUT', body: JSON.stringify(Object.fromEntries(chosen)) }));
  });
  form?.addEventListener('reset', () => void show(fetch(url, { method: 'DELETE' })));
  show(fetch(url)).catch(() => undefined);
};
