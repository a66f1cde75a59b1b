import type { ComponentType } from 'react';
import { Screen } from '../screen';
import { Fence } from '../screen/fence';

/** Around every page, put there by config/fence-plugin.js: for what fails before or beside the body of its Screen. */
export function fenced<P extends object>(Page: ComponentType<P>): ComponentType<P> {
  return function Fenced(props: P) {
    return (
      <Fence around={(face) => <Screen title="邻里">{face}</Screen>}>
        <Page {...props} />
      </Fence>
    );
  };
}
