// Stands for the bundle.
