import {CUSTOM_ELEMENTS_SCHEMA, Component, computed, signal} from '@angular/core';
import type {ConnectInputValue, PickedFile} from 'paragon-elements';
import {drive, fields, host, projectId, signedInUser, users} from '../product.js';

@Component({
  selector: 'app-root',
  templateUrl: './app.html',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  host: {'(window:hashchange)': 'readAddress()'},
})
export class App {
  readonly projectId = projectId;
  readonly host = host;
  readonly fields = fields;
  readonly drive = drive;

  readonly user = signal('');
  readonly users = computed(() => [...new Set([this.user(), ...users])]);
  readonly address = signal(location.hash);
  readonly lines = signal<readonly string[]>([]);
  readonly mapping = signal<ConnectInputValue>(undefined);
  readonly mappingText = computed(() => JSON.stringify(this.mapping()) ?? 'Nothing is mapped.');
  readonly isLocked = signal(false);
  readonly files = signal<readonly PickedFile[]>([]);

  constructor() {
    void signedInUser().then((name) => this.user.set(name));
  }

  readAddress(): void {
    this.address.set(location.hash);
  }

  log(...parts: readonly unknown[]): void {
    this.lines.update((before) => [...before, parts.join('  ')]);
  }

  save(event: Event, form: HTMLFormElement): void {
    event.preventDefault();
    this.log('submit', new FormData(form).get('mapping'));
  }
}
