/** The page's default client, for those who load it late: its own module keeps all its names when it is loaded so. */
export {paragon} from '../default-client.js';
