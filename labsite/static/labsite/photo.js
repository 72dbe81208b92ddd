// (made below)
