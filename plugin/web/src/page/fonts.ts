// The page serves its own typeface, so it asks no other host for anything.
import '@fontsource-variable/source-sans-3';
