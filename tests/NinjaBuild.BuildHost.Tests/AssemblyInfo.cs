// Nuke's API is static: one run at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
