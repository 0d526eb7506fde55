// The page's typeface comes with the page: nothing is asked of another host.
import '@fontsource-variable/source-sans-3';
