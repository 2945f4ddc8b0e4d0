/** A page that could not be loaded or drawn says so; the frame around it stays. */
import { Component, type ReactNode } from 'react';
import { Banner, Button } from '#ui/kit';

interface State {
  failed: boolean;
  /** Where it failed: another address is another chance. */
  place: string;
}

export class Boundary extends Component<{ place: string; children: ReactNode }, State> {
  override state: State = { failed: false, place: this.props.place };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps({ place }: { place: string }, state: State): State | null {
    return place === state.place ? null : { failed: false, place };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Banner look="bad" role="alert">
        <h1>这一页没有打开</h1>
        <p>可能是网络断了，或者系统刚刚更新。已经保存的内容还在，连上网络后再打开一次就好。</p>
        <p>
          {/* What was not loaded is remembered as missing until the page starts anew. */}
          <Button look="secondary" onClick={() => window.location.reload()}>
            再打开一次
          </Button>
        </p>
      </Banner>
    );
  }
}
