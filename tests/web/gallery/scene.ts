// A screen of the gallery: the input of <stepback-view>, under a name. Scenes are in scenes/*.ts;
// each file exports `scenes`.

import type { CoordinatorApi } from '../../../plugin/web/src/client/coordinator_api.js';
import type { Model } from '../../../plugin/web/src/ui/model.js';

export interface Scene {
  model: Model;
  /** For the coordinator's screen: the server's answers. */
  coordinator?: CoordinatorApi;
  /** Steps before the picture is taken, such as opening a sheet. `view` is the <stepback-view>. */
  before?: (view: HTMLElement) => Promise<void> | void;
}
export type Scenes = Record<string, Scene>;
