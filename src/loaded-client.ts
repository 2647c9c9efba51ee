// What is imported dynamically is wrapped in an object of its exports; this way the client itself stays without one.
export {paragon} from './default-client.js';
