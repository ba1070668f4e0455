// A placeholder for the bundle.
