// What Box's script leaves in a page, as far as it is used. It runs in the frame of a picker.
(() => {
  class Picker {
    readonly listeners = new Map<string, (value: unknown) => void>();
    shown: unknown[] = [];
    isHidden = false;
    addListener(name: string, listener: (value: unknown) => void) {
      this.listeners.set(name, listener);
    }
    show(...values: [string, unknown, {container: Element}]) {
      this.shown = values;
      const button = document.createElement('button');
      button.textContent = 'Choose';
      values[2].container.append(button);
    }
    hide() {
      this.isHidden = true;
    }
  }
  Object.assign(globalThis, {
    Box: {FilePicker: class extends Picker {}, FolderPicker: class extends Picker {}},
  });
})();
