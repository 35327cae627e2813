// What d3.min.js puts into the page.
declare const d3: any;
