// A screen of the gallery: what <stepback-view> is given, under a name. Scenes stand in scenes/*.ts,
// each file exporting `scenes`.

import type { CoordinatorApi } from '../../../plugin/web/src/client/coordinator_api.js';
import type { Model } from '../../../plugin/web/src/ui/model.js';

export interface Scene {
  model: Model;
  /** For the coordinator's screen: what the server would answer. */
  coordinator?: CoordinatorApi;
  /** What to do before the picture is taken, e.g. open a sheet. `view` is the <stepback-view>. */
  before?: (view: HTMLElement) => Promise<void> | void;
}
export type Scenes = Record<string, Scene>;
