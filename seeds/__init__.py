"""Everything that fills the graph: taxonomies, the H2020 network, the demonstration, and readers of users' files."""
