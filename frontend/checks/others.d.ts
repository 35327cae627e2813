// Scripts of others, whose types are not checked.
declare const htmx: any;
export default htmx;
export const Map: any, NavigationControl: any, ScaleControl: any, AttributionControl: any;
