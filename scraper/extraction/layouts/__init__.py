"""One module for each way in which pages print projects."""
