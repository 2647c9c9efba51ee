import type {ConnectInputValue, PickedFile} from 'paragon-elements';
import {useEffect, useState, type FormEvent, type ReactNode} from 'react';
import {drive, fields, host, projectId, signedInUser, users} from '../product.js';

export function App() {
  const [user, setUser] = useState('');
  const [address, setAddress] = useState(location.hash);
  const [mapping, setMapping] = useState<ConnectInputValue>();
  const [lines, setLines] = useState<readonly string[]>([]);
  const log = (...parts: unknown[]) => setLines((before) => [...before, parts.join('  ')]);

  useEffect(() => {
    const readAddress = () => setAddress(location.hash);
    addEventListener('hashchange', readAddress);
    void signedInUser().then(setUser);
    return () => removeEventListener('hashchange', readAddress);
  }, []);

  return (
    <>
      <Header user={user} onChange={setUser} />
      <main>
        <paragon-provider
          project-id={projectId}
          host={host}
          token-endpoint="/api/paragon-token"
          onparagon-authenticate={({type}) => log(type)}
          onparagon-integration-install={({type, detail}) => log(type, detail.integrationType)}
          onparagon-integration-uninstall={({type, detail}) => log(type, detail.integrationType)}
          onparagon-portal-open={({type, detail}) => log(type, detail.integrationType)}
          onparagon-portal-close={({type, detail}) => log(type, detail.integrationType)}
          onparagon-error={({type, detail}) => log(type, detail.stage, detail.error.message)}
        >
          {address === '#team' ? (
            <Team />
          ) : (
            <Integrations user={user} log={log}>
              <Contacts mapping={mapping} onChange={setMapping} log={log} />
            </Integrations>
          )}
        </paragon-provider>
        <section>
          <h2 id="log-title">What this page has heard</h2>
          <ol id="log" className="log panel" aria-labelledby="log-title">
            {lines.map((line, index) => (
              <li key={index}>{line}</li>
            ))}
          </ol>
        </section>
      </main>
    </>
  );
}

type Log = (...parts: unknown[]) => void;

function Integrations({user, log, children}: {user: string; log: Log; children: ReactNode}) {
  const [files, setFiles] = useState<readonly PickedFile[]>([]);
  return (
    <>
      <h1>Integrations</h1>
      <p className="lead">Tidemark, drawn by React, works with the tools your team already has.</p>
      <section className="panel promo">
        <div>
          <h2>Hear of it in Slack</h2>
          <p>Get a message when a deal changes hands.</p>
        </div>
        <paragon-connect id="slack" integration="slack">
          Use Slack as {user}
        </paragon-connect>
      </section>
      {children}
      <section>
        <h2>Attachments</h2>
        <div className="panel">
          <paragon-file-picker
            integration="googledrive"
            multiple
            {...drive}
            files={files}
            onChange={(event) => setFiles(event.currentTarget.files)}
            onparagon-files-select={({type, detail}) => log(type, detail.files.length)}
          />
          <p id="files">{files.length} chosen</p>
        </div>
      </section>
      <section>
        <h2>All integrations</h2>
        <paragon-connect id="catalogue" />
      </section>
    </>
  );
}

interface ContactsProps {
  readonly mapping: ConnectInputValue;
  readonly onChange: (mapping: ConnectInputValue) => void;
  readonly log: Log;
}

function Contacts({mapping, onChange, log}: ContactsProps) {
  const [isLocked, setLocked] = useState(false);

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    log('submit', new FormData(event.currentTarget).get('mapping'));
  }

  return (
    <section>
      <h2>Contacts from HubSpot</h2>
      <form className="panel stack" onSubmit={save}>
        <paragon-field-mapper
          name="mapping"
          integration="hubspot"
          object-name="Contact"
          mapObjectFields={fields}
          disabled={isLocked}
          value={mapping}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <p className="choices">
          <label>
            <input type="checkbox" checked={isLocked} onChange={(event) => setLocked(event.target.checked)} />{' '}
            Locked
          </label>
          <button className="plain-button">Save</button>
          <button className="plain-button" type="button" onClick={() => onChange(undefined)}>
            Forget
          </button>
        </p>
        <pre id="mapping" className="content">
          {mapping === undefined ? 'Nothing is mapped.' : JSON.stringify(mapping)}
        </pre>
      </form>
    </section>
  );
}

function Team() {
  return (
    <>
      <h1>Team</h1>
      <p className="lead">Nobody but you yet.</p>
    </>
  );
}

function Header({user, onChange}: {user: string; onChange: (user: string) => void}) {
  return (
    <header className="bar">
      <div>
        <a className="logo" href="/">
          Tidemark
        </a>
        <nav>
          <a href="#integrations">Integrations</a> · <a href="#team">Team</a>
        </nav>
        <form className="account" method="post" action="/api/sign-in">
          <label htmlFor="user">Signed in as</label>
          <select id="user" name="user" value={user} onChange={(event) => onChange(event.target.value)}>
            {[...new Set([user, ...users])].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <button>Switch</button>
        </form>
      </div>
    </header>
  );
}
