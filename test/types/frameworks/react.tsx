// What the typings for React let pass, and what not. Checked with the demo.

/** As an app may write it. */
export const right = (
  <paragon-provider
    project-id="p"
    colorScheme="dark"
    services={{api: 'https://api.example.com'}}
    onparagon-authenticate={(event) => event.detail.user.authenticated}
  >
    <paragon-connect
      key="slack"
      ref={(element) => element?.show()}
      integration="slack"
      className="wide"
      aria-label="Slack"
      oauthTimeout={1000}
      onparagon-portal-open={({detail, currentTarget}) => [detail.integrationType, currentTarget.hide()]}
    />
    <paragon-file-picker multiple files={[]} onChange={({currentTarget}) => currentTarget.files.length} />
    <paragon-trigger-form value={undefined} onInput={({currentTarget}) => currentTarget.value?.type} />
  </paragon-provider>
);

export const wrong = [
  // @ts-expect-error: a scheme that there is not
  <paragon-provider key="1" colorScheme="blue" />,
  // @ts-expect-error: text for a number
  <paragon-connect key="2" oauthTimeout="soon" />,
  // @ts-expect-error: no such property
  <paragon-connect key="3" integrations="slack" />,
  // @ts-expect-error: no such member of the event's detail
  <paragon-connect key="4" onparagon-portal-open={({detail}) => detail.integrationName} />,
  // @ts-expect-error: methods are called, not set
  <paragon-connect key="5" show={() => undefined} />,
  // @ts-expect-error: no such tag
  <paragon-catalogue key="6" />,
];
