import { Component, type PropsWithChildren, type ReactNode } from 'react';
import { notifyManager } from '@tanstack/react-query';
import { queryClient } from '@/api/query-client';
import { go } from '@/lib/router';
import { Button } from '../button';
import { Empty } from '../faces';

interface Props extends PropsWithChildren {
  /** Draws the face on a page of its own: nothing of the page is left. */
  around?: (face: ReactNode) => ReactNode;
}

/** A fault while a page is drawn is a sentence and two ways on, not a white screen: what was typed is kept as drafts. */
export class Fence extends Component<Props, { fallen: boolean }> {
  state = { fallen: false };

  static getDerivedStateFromError() {
    return { fallen: true };
  }

  /** The same answers of the server would only fail again: everything is asked for anew. */
  again = () => {
    queryClient.removeQueries({ type: 'inactive' });
    void queryClient.resetQueries({ type: 'active' });
    // after the page itself has heard of it: what it drew before stands in our children still
    notifyManager.schedule(() => this.setState({ fallen: false }));
  };

  render() {
    const { around = (face: ReactNode) => face, children } = this.props;
    if (!this.state.fallen) return children;
    return around(
      <Empty alert title="这一页没能打开" text="您提交过的内容都在。可以再试一次，或先回首页。" drawing="lost">
        <Button kind="secondary" icon="refresh-cw" inline onPress={this.again}>
          再试一次
        </Button>
        <Button kind="text" inline onPress={() => go('/pages/home/index')}>
          回首页
        </Button>
      </Empty>,
    );
  }
}
