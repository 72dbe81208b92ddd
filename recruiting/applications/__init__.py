"""Applications to openings: the applicant's form, review by the lab, decisions and deletion."""
