//! Tells what is not the report itself: forms, calls to subscribe, copyright lines, blurbs, repeats.
